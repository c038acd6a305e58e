/** How far a job is. `total` is null where it cannot be known. */
export interface Progress {
  readonly done: number;
  readonly total: number | null;
  readonly unit: 'bytes' | 'rows' | 'rules' | 'findings' | 'pages' | 'files';
  readonly stage: string;
}
