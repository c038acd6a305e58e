import '../../electron/core/process/node-version.ts';
import { pathOf, repository } from '../window/places.ts';
import { writeSbom } from './prepare.ts';

// npm run sbom: what ships and was made by others, in CycloneDX JSON.
const file = await writeSbom(pathOf(new URL('out/package/', repository)));
process.stdout.write(`${file}\n`);
