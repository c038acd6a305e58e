/** What is wrong with a piece of XML; whoever reads the part says which part and how far it was read. */
export class XmlProblem extends Error {
  /** Byte offset in the part. */
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}
