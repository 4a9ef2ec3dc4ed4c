import { z } from 'zod'
import { WALLET_ADDRESS } from '../../shared/account'
import type { BackendId, GrantReply } from '../../shared/grant'
import { t } from '../../shared/i18n'
import { safeLine } from '../../shared/safe-text'
import { addedTo, shownTranscription, type TranscriptionWish } from '../../shared/transcription'
import { problem } from './http-json'
import { readMinted } from './minted'

/** As long as a label may be that stands in a menu. */
export const LONGEST_LABEL = 60
export const WalletAddress = z.string().regex(WALLET_ADDRESS)

/** What Dexter says of a session it has minted, reduced to what is used. The practice backend says the same. */
const AboutSession = z.object({
  dexter_session: z
    .object({
      type: z.enum(['guest', 'user']),
      user: z.object({ email: z.string().nullish() }).nullish(),
      guest_profile: z.object({ label: z.string().nullish() }).nullish(),
      wallet: z.object({ public_key: WalletAddress.nullish(), label: z.string().nullish() }).nullish(),
    })
    .nullish(),
})

interface MintReply {
  backend: BackendId
  body: unknown
  /** The WebSocket address without a model. */
  realtimeUrl: string
  /** For a reply that names none. */
  model: string
  /** How the trader wants to be written down; what of it the session is told follows from what it was minted with. */
  transcription: TranscriptionWish
  /** Who answered, for the sentence when the reply makes no sense. */
  host: string
}

/** Makes a grant of a minted session. Who is not said to be a user is a guest. */
export function grantOf({ backend, body, realtimeUrl, model, transcription, host }: MintReply): GrantReply {
  const minted = readMinted(body)
  const about = AboutSession.safeParse(minted?.session)
  if (minted === null || !about.success) return problem('bad_reply', t('backends.badSession', { host }), 'never')
  const dexter = about.data.dexter_session
  const url = new URL(realtimeUrl)
  url.searchParams.set('model', minted.model ?? model)
  const user = dexter?.type === 'user'
  const name = safeLine((user ? dexter.user?.email : dexter?.guest_profile?.label) ?? '', LONGEST_LABEL)
  const { public_key: address, label } = dexter?.wallet ?? {}
  return {
    ok: true,
    grant: {
      backend,
      url: url.href,
      secret: minted.secret,
      expiresAt: minted.expiresAt,
      identity: {
        kind: user ? 'user' : 'guest',
        label: name ?? t(user ? 'account.identity.signedIn' : 'account.identity.guest'),
        wallet: address ? { address, label: safeLine(label ?? '', LONGEST_LABEL) } : null,
      },
      transcription: addedTo(shownTranscription(minted.session), transcription),
    },
  }
}
