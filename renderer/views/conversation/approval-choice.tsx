import { t } from '../../../shared/i18n'
import { isDeaf } from '../../../shared/microphone'
import type { EntryOf } from '../../../shared/snapshot'
import { useApp, useAppState, useConversation } from '../app-context'
import { useNow } from '../figures/clock'
import { Foreign } from '../foreign'
import type { CardSight } from './approval-sight'
import { useHeldKey } from './held-key'
import { HoldButton } from './hold-button'
import { KeyHold } from './key-hold'

/** How the trader answers, and the two buttons. */
export function Choice({ entry, sight }: { entry: EntryOf<'approval'>; sight: CardSight }) {
  const { id, binding, expiresAt, heldSince } = entry
  const approvable = entry.hindrance === null
  const { bridge } = useApp()
  const ends = expiresAt ?? Number.POSITIVE_INFINITY
  const expired = useNow() >= ends
  // Nothing was looked at yet while it is unknown.
  const toSee = sight === 'whole' || sight === 'unknown' ? null : t(`approval.see.${sight}`)
  return (
    <div className="approval-choice">
      {approvable && !expired && (
        // One over the other: what is said here must not change the size by which it is decided whether all is in sight.
        <div className="approval-says">
          <HowTo
            byButton={entry.byButton}
            inSight={entry.seenSince !== null}
            hidden={toSee !== null || heldSince !== null}
          />
          {heldSince !== null ? (
            <KeyHold key={heldSince} since={heldSince} />
          ) : (
            toSee !== null && (
              <p className="approval-how approval-to-see" role="status">
                {toSee}
              </p>
            )
          )}
        </div>
      )}
      <div className="approval-buttons">
        <HoldButton
          disabled={expired || !approvable || sight !== 'whole'}
          onHeld={() => {
            // The countdown on screen may be a second behind: the clock decides.
            if (Date.now() < ends) void bridge.decide({ requestId: id, binding, approve: true })
          }}
        >
          {t('approval.hold.approve')}
        </HoldButton>
        <button
          className="button"
          type="button"
          onClick={() => void bridge.decide({ requestId: id, binding, approve: false })}
          title={t('approval.denyHint')}
        >
          {t('approval.deny')}
        </button>
      </div>
    </div>
  )
}

/** How to answer without the mouse; the key counts while all of the request is in sight, and the microphone hears. */
function HowTo({ byButton, inSight, hidden }: { byButton: string | null; inSight: boolean; hidden: boolean }) {
  const deaf = useAppState((app) => isDeaf(app.status.microphone)) ?? false
  const heldKey = useHeldKey()
  const key = inSight && !deaf && byButton === null ? heldKey : null
  const several = useConversation(({ waiting }) => waiting.length > 1)
  // The talk key could be meant for any of several: it approves none.
  return (
    <p className="approval-how" data-hidden={hidden}>
      {byButton !== null && (
        <>
          <Foreign>{byButton}</Foreign>{' '}
        </>
      )}
      {several
        ? t('approval.how.several')
        : key === null
          ? t('approval.how.button')
          : t.rich('approval.how.key', { key, kbd: (name) => <kbd>{name}</kbd> })}
    </p>
  )
}
