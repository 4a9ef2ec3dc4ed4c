import { z } from 'zod'

/** What the keychain keeps of a sign-in. Small: Windows takes 2,560 bytes. The access token is never in it. */
const StoredSignInSchema = z.object({
  refreshToken: z.string().min(1),
  subject: z.string().min(1),
  label: z.string().min(1),
  /** Origins that its tokens may go to; missing where it was stored before these were noted. */
  givenFor: z.array(z.string()).optional(),
})
export type StoredSignIn = z.infer<typeof StoredSignInSchema>

export const writeSignIn = (signIn: StoredSignIn): string => JSON.stringify(signIn)

/** null when it is damaged, or not ours. */
export function readSignIn(text: string): StoredSignIn | null {
  try {
    return StoredSignInSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}
