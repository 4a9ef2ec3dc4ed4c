import type { BackendId } from '../../../shared/grant'
import { clearText } from '../../../shared/safe-text'
import type { Microphone } from '../../../shared/snapshot'
import { useAppState } from '../app-context'
import { exact } from '../figures/format'
import { Foreign } from '../foreign'
import { besideWord, STATE_WORDS, StateGlyph } from '../state-glyph'
import { WalletChip, WalletNews } from '../wallet/wallet-chip'
import { Who } from './who'
import './header.css'

/** What is going on, who is asking, where the figures come from, and whether the microphone is open. */
export function Header() {
  const state = useAppState((app) => app.status.state) ?? 'connecting'
  const detail = besideWord(state, useAppState((app) => app.status.detail) ?? '')
  const backend = useAppState((app) => app.status.backend)
  const note = useAppState((app) => app.backendNote)
  const loading = useAppState((app) => app.backendLoading) ?? false
  const microphone = useAppState((app) => app.status.microphone)
  return (
    <header className="header">
      <div className="header-state" role="status" data-state={state}>
        <StateGlyph state={state} />
        <h1>{STATE_WORDS[state]}</h1>
        {detail !== '' && (
          <p title={clearText(detail)}>
            <Foreign lines>{detail}</Foreign>
          </p>
        )}
        {microphone && <MicrophoneTruth microphone={microphone} />}
      </div>
      <div className="header-chips">
        <Who />
        <WalletChip />
        {backend && <BackendChip backend={backend} note={note} loading={loading} />}
      </div>
      <WalletNews />
    </header>
  )
}

const BACKENDS: Record<BackendId, string> = { practice: 'Practice data', openai: 'OpenAI', dexter: 'Dexter' }

interface BackendChipProps {
  backend: BackendId
  note: string | null
  loading: boolean
}

function BackendChip({ backend, note, loading }: BackendChipProps) {
  return (
    <span className="chip chip-service" data-practice={backend === 'practice'} title={note ?? undefined}>
      {BACKENDS[backend]}
      {loading && ' · voice is loading…'}
    </span>
  )
}

const MICROPHONE: Record<Microphone['state'], { word: string; sentence: string }> = {
  closed: { word: 'Mic closed', sentence: 'The microphone is closed: its track is stopped.' },
  opening: { word: 'Mic opening', sentence: 'The microphone is being opened.' },
  open: { word: 'Mic open', sentence: 'The microphone is open.' },
  denied: { word: 'Mic blocked', sentence: 'The system does not let this app use the microphone.' },
  missing: { word: 'No microphone', sentence: 'No microphone was found.' },
  busy: { word: 'Mic in use', sentence: 'Another program is using the microphone.' },
}

function MicrophoneTruth({ microphone }: { microphone: Microphone }) {
  const { word, sentence } = MICROPHONE[microphone.state]
  const leaked = microphone.bytesWhileUp > 0
  const proof = `${exact(microphone.bytesWhileUp)} bytes while up: audio that left while no key was held.`
  const title = [sentence, microphone.device && `Device: ${microphone.device}.`, proof].filter(Boolean).join('\n')
  return (
    <span className="microphone" data-state={microphone.state} data-leaked={leaked} title={title}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M8 1.5A2.25 2.25 0 0 0 5.75 3.75v3.5a2.25 2.25 0 0 0 4.5 0v-3.5A2.25 2.25 0 0 0 8 1.5Z" />
        <path d="M3.75 7.25a4.25 4.25 0 0 0 8.5 0M8 11.5v3" />
        {microphone.state !== 'open' && <path d="m2.5 2.5 11 11" />}
      </svg>
      {leaked ? `${exact(microphone.bytesWhileUp)} bytes while up` : word}
    </span>
  )
}
