import connecting from '../../build/icons/tray/connecting.svg'
import error from '../../build/icons/tray/error.svg'
import idle from '../../build/icons/tray/idle.svg'
import listening from '../../build/icons/tray/listening.svg'
import offline from '../../build/icons/tray/offline.svg'
import speaking from '../../build/icons/tray/speaking.svg'
import working from '../../build/icons/tray/working.svg'
import { t } from '../../shared/i18n'
import type { VoiceState } from '../../shared/snapshot'
import './state-glyph.css'

const SHAPES: Record<VoiceState, string> = { connecting, error, idle, listening, offline, speaking, working }

/** What a state is called, wherever it is named. */
export const stateWord = (state: VoiceState): string => t(`panel.state.${state}`)

/** What a detail says beyond the state's word, to stand beside it; empty when it only repeats the word. */
export function besideWord(state: VoiceState, detail: string): string {
  const word = stateWord(state)
  if (!detail.startsWith(word)) return detail
  const [, first = '', rest = ''] = /^: (.)(.*)/.exec(detail.slice(word.length)) ?? []
  return first.toUpperCase() + rest
}

/** The tray's icon of a state, in the text's colour: one set of shapes for the whole product. */
export function StateGlyph({ state }: { state: VoiceState }) {
  const image = `url("${SHAPES[state]}")`
  return <span className="state-glyph" data-state={state} style={{ maskImage: image }} aria-hidden="true" />
}
