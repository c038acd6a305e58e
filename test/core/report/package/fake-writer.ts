import { samplePackage, samplePayload } from '../package-kit.ts';
import { readySigner } from '../signing-kit.ts';

// Writes one package and says when it begins: to be killed on the way.
const [, , folder, name] = process.argv;
const signer = readySigner();
process.send?.('begins');
const copies = [1, 2, 3, 4].flatMap((copy) =>
  samplePayload.map((file) => ({ ...file, path: `${copy}/${file.path}` })),
);
await samplePackage(folder!, signer, { name: name!, files: copies });
process.disconnect();
