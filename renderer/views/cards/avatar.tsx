/** Hues that a mint may get: far enough apart to tell neighbours in a table from each other. */
const HUES = [12, 42, 88, 146, 176, 204, 232, 268, 304, 338]

/**
 * A mark for a token, drawn here from its mint: the same mint always looks the same, and no picture is fetched from an
 * address that a tool's answer names (it would tell a stranger who looks at what, and when).
 */
export function Avatar({ mint, symbol }: { mint: string; symbol: string }) {
  const hue = HUES[hash(mint) % HUES.length] ?? 0
  const letter = [...symbol.trim()][0]?.toUpperCase() ?? '?'
  return (
    <svg className="avatar" viewBox="0 0 26 26" aria-hidden="true">
      <rect width="26" height="26" style={{ fill: `light-dark(hsl(${hue} 62% 88%), hsl(${hue} 34% 25%))` }} />
      <text x="13" y="17" style={{ fill: `light-dark(hsl(${hue} 70% 26%), hsl(${hue} 75% 84%))` }}>
        {letter}
      </text>
    </svg>
  )
}

/** FNV-1a, 32 bit: short texts spread well, and nothing depends on its secrecy. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  return value >>> 0
}
