import { isDeaf } from '../../../shared/microphone'
import type { Entry, EntryOf } from '../../../shared/snapshot'
import { useApp, useAppState, useConversation } from '../app-context'
import { useNow } from '../figures/clock'
import { Foreign } from '../foreign'
import type { CardSight } from './approval-sight'
import { useHeldKey } from './held-key'
import { HoldButton } from './hold-button'
import { KeyHold } from './key-hold'

/** What has to be done before the button works; nothing was looked at yet while it is `unknown`. */
const TO_SEE: Record<Exclude<CardSight, 'whole'>, string | null> = {
  above: 'Scroll up until you see all of this. Then you can approve it.',
  below: 'Scroll down until you see all of this. Then you can approve it.',
  larger: 'Make the window larger: you have to see all of this at once to approve it.',
  covered: 'Something covers part of this. Close it, then approve.',
  unknown: null,
}

/** How the trader answers, and the two buttons. */
export function Choice({ entry, sight }: { entry: EntryOf<'approval'>; sight: CardSight }) {
  const { id, binding, expiresAt, heldSince } = entry
  const approvable = entry.hindrance === null
  const { bridge } = useApp()
  const ends = expiresAt ?? Number.POSITIVE_INFINITY
  const expired = useNow() >= ends
  const toSee = sight === 'whole' ? null : TO_SEE[sight]
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
          Hold to approve
        </HoldButton>
        <button
          className="button"
          type="button"
          onClick={() => void bridge.decide({ requestId: id, binding, approve: false })}
          title="Deny (Esc)"
        >
          Deny
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
  const several = useConversation(({ ids, entries }) => ids.filter((id) => isWaiting(entries.get(id))).length > 1)
  return (
    <p className="approval-how" data-hidden={hidden}>
      {byButton !== null && (
        <>
          <Foreign>{byButton}</Foreign>{' '}
        </>
      )}
      {several ? SEVERAL : key === null ? BY_BUTTON : byKey(key)}
    </p>
  )
}

const isWaiting = (entry: Entry | undefined) => entry?.kind === 'approval' && entry.decision === 'pending'

/** The talk key could be meant for any of them: it approves none. */
const SEVERAL = 'More than one request is waiting. Hold the button to approve this one. Say “no” to deny them all.'
const BY_BUTTON = 'Hold the button to approve. Say “no” or press Esc to deny.'
const byKey = (key: string) => (
  <>
    Hold <kbd>{key}</kbd> in silence, then let go, to approve. Say “no”, tap it or press Esc to deny.
  </>
)
