import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { roundedNumbers } from '../../../shared/json-text'
import { MAX_OUTPUT_CHARS } from '../../../shared/tool-output'

const NONE: ReadonlyMap<number, string> = new Map()
const AsSentContext = createContext(NONE)

/** Figures inside tell every digit of this output, also those that a double does not hold: 12345678901234567890. */
export function AsSent({ output, children }: { output: string; children: ReactNode }) {
  const sent = useMemo(() => (output.length > MAX_OUTPUT_CHARS ? NONE : roundedNumbers(output)), [output])
  return <AsSentContext value={sent}>{children}</AsSentContext>
}

/** The text of a number that was rounded when it was read; null for most. */
export const useAsSent = (value: number): string | null => useContext(AsSentContext).get(value) ?? null
