/** Why a record is no event: with what the log says, and without. */
export interface Rejection {
  readonly reason: string;
  readonly brief: string;
}
