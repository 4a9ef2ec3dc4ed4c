import type { Cases } from './case'

/** Cases by somebody who has not seen the rules: what is missed here is mended in its kind, never by its letters. */
export const heldOut: Cases = { secrets: [], innocents: [] }
