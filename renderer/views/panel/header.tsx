import { Mic, MicOff } from 'lucide-react'
import type { BackendId } from '../../../shared/grant'
import { t } from '../../../shared/i18n'
import type { Microphone } from '../../../shared/snapshot'
import { useAppState, useConversation } from '../app-context'
import { TipText } from '../components/tooltip'
import { Foreign } from '../foreign'
import { StateGlyph } from '../state-glyph'
import { WalletChip, WalletNews } from '../wallet/wallet-chip'
import { HelpMenu } from './help-menu'
import { headline } from './readiness'
import { Who } from './who'
import './header.css'

/** What is going on, who is asking, where the figures come from, and whether the microphone is open. */
export function Header() {
  const backend = useAppState((app) => app.status.backend)
  const note = useAppState((app) => app.backendNote)
  const loading = useAppState((app) => app.backendLoading) ?? false
  const microphone = useAppState((app) => app.status.microphone)
  return (
    <header className="header">
      <h1 className="seen-by-readers-only">{t('panel.title')}</h1>
      <div className="header-line">
        <State />
        {microphone && <MicrophoneTruth microphone={microphone} />}
        <HelpMenu />
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

/** A polite live region: it tells each new state, in a word and a sentence. */
function State() {
  const state = useAppState((app) => headline(app).state)
  const headWord = useAppState((app) => headline(app).word)
  const headDetail = useAppState((app) => headline(app).detail) ?? ''
  const waits = useConversation(({ waiting }) => waiting.length > 0)
  if (state === null) return null
  // It is the trader’s turn then, whatever the app is still working on.
  const asks = waits && (state === 'working' || state === 'idle')
  const [word, detail] = asks ? [t('approval.waiting'), ''] : [headWord, headDetail]
  return (
    <div className="header-state" role="status" data-state={state}>
      <StateGlyph state={state} />
      <strong>{word}</strong>
      {detail !== '' && (
        <p>
          <Foreign lines>{detail}</Foreign>
        </p>
      )}
    </div>
  )
}

const chipWords = (backend: BackendId, loading: boolean): string =>
  loading && backend === 'practice' ? t('panel.backend.practiceLoading') : t(`panel.backend.${backend}`)

function BackendChip({ backend, note, loading }: { backend: BackendId; note: string | null; loading: boolean }) {
  const words = chipWords(backend, loading)
  return (
    <span className="chip chip-service" data-practice={backend === 'practice'}>
      {note === null ? words : <TipText text={note}>{words}</TipText>}
    </span>
  )
}

/** Says whether the microphone is open, and proves that nothing leaves while the key is up. */
function MicrophoneTruth({ microphone: { state, device, bytesWhileUp } }: { microphone: Microphone }) {
  const leaked = bytesWhileUp > 0
  const told = [
    t(`panel.microphone.${state}.sentence`),
    device && t('panel.microphone.device', { device }),
    t('panel.microphone.proof', { bytes: bytesWhileUp }),
  ]
  const Icon = state === 'open' ? Mic : MicOff
  return (
    <span className="microphone" data-state={state} data-leaked={leaked}>
      <TipText text={told.filter(Boolean).join('\n')}>
        <Icon className="icon" aria-hidden="true" />
        <span className="microphone-word">
          {leaked ? t('panel.microphone.leaked', { bytes: bytesWhileUp }) : t(`panel.microphone.${state}.word`)}
        </span>
      </TipText>
    </span>
  )
}
