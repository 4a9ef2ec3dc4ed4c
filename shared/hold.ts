/** How long a hold has to last to count as meant, of the talk key as of the button: money moves at nothing shorter. */
export const HOLD_MS = 800
