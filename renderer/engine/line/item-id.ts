/**
 * The id of an item that this client creates: ours to choose, at most 32 characters. Derived, so that the same thing has
 * the same id whenever it is told, and can't be added twice to one session.
 */
export const itemId = (prefix: string, of: string): string => `${prefix}_${of.replace(/[^A-Za-z0-9]/g, '').slice(-24)}`
