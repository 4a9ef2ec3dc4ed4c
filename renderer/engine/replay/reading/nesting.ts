/** Protocol events nest less than ten levels; what nests deeper is damage that would exhaust the stack. */
const MAX_LEVELS = 64

/** Whether a JSON value can be walked safely. */
export function isShallow(value: unknown, levels = MAX_LEVELS): boolean {
  if (value === null || typeof value !== 'object') return true
  return levels > 0 && Object.values(value).every((entry) => isShallow(entry, levels - 1))
}
