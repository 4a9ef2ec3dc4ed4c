import { z } from 'zod'

/** Who signed in: `subject` is the server's own name for them, `label` what the trader is shown. */
export interface Claimant {
  subject: string
  label: string
}

const MAX_SUBJECT_CHARS = 255
const MAX_LABEL_CHARS = 80

const text = z.string().trim().min(1).nullish().catch(null)
/** Claims of an id token or a userinfo reply (OpenID Connect Core 5.1); anything that does not fit counts as missing. */
const Claims = z.object({ sub: text, email: text, preferred_username: text, name: text }).catch({
  sub: null,
  email: null,
  preferred_username: null,
  name: null,
})
/** Dexter's token reply says who it is for. */
const DexterReply = z.object({ supabase_user_id: text }).catch({ supabase_user_id: null })

interface Sources {
  host: string
  /** Claims of the validated id token; null when none came. */
  idToken: unknown
  /** The token reply as it came. */
  reply: unknown
  /** Asks the server, where the reply does not tell a name. */
  userinfo(): Promise<unknown>
}

/**
 * Who a sign-in belongs to, from the id token, the token reply and, for what these do not tell, userinfo. Never
 * rejects: a server that tells nothing has one account without a name.
 */
export async function claimantOf({ host, idToken, reply, userinfo }: Sources): Promise<Claimant> {
  const token = Claims.parse(idToken ?? {})
  const known = token.sub ?? DexterReply.parse(reply).supabase_user_id ?? null
  let name = token.email ?? token.preferred_username ?? token.name ?? null
  let subject = known
  if (name === null || known === null) {
    const told = Claims.parse((await userinfo().catch(() => null)) ?? {})
    subject ??= told.sub ?? null
    // Claims about somebody else must not be used (OpenID Connect Core 5.3.2).
    const same = token.sub == null || told.sub === token.sub
    if (same) name ??= told.email ?? told.preferred_username ?? told.name ?? null
  }
  const whole = (subject ?? `account@${host}`).slice(0, MAX_SUBJECT_CHARS)
  const label = displayLabel(name ?? whole)
  return { subject: whole, label: label === '' ? host : label }
}

/**
 * A name made safe to show: one line, without control characters and without those that turn the direction of text
 * (a label must not be able to dress up as another), at most 80 characters.
 */
export function displayLabel(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
  const characters = Array.from(plain)
  return characters.length <= MAX_LABEL_CHARS ? plain : `${characters.slice(0, MAX_LABEL_CHARS - 1).join('')}…`
}
