/** How JSON holds records. */
export interface JsonShape {
  /** An object a line; objects one after another over any lines, one alone among them; or elements of an array. */
  readonly kind: 'lines' | 'values' | 'array';
  /** Keys that lead from the document to the array, none where the document is the array. Only for `array`. */
  readonly path: readonly string[];
  /**
   * Key of each record's object that holds the fields proper, as exports of Elastic (`_source`), Splunk (`result`) and FHIR
   * bundles (`resource`) have it: it is left out of the names of columns, so that these are the same whether the log came
   * wrapped or not. What stands beside it keeps its own key.
   */
  readonly unwrap: string | null;
}
