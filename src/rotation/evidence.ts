/** Evidence as it is weighed: a sentence with its points, and the thresholds of a sum. */

export interface Piece {
  readonly points: number;
  readonly text: string;
  /** The later use of a token as an Authorization header: cookies are not what logs in. */
  readonly isBearer?: true;
  /** A user and a password were sent. */
  readonly isAttempt?: true;
}

/** From here on a request is reported as a login. */
export const loginThreshold = 6;
/** What a refusal takes away. */
export const failedPoints = 6;
/** From here on it is shown as a question. */
export const possibleThreshold = 3;

export function sumOf(pieces: readonly Piece[]): number {
  return pieces.reduce((total, { points }) => total + points, 0);
}
