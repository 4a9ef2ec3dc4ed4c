import type { Settings } from '../../shared/settings'

/**
 * Under which name the wallets of an account are kept, and the one that was picked: `backend:subject`; null where nobody
 * has wallets. `subject` is the server's own name for whoever is signed in at Dexter.
 */
export function accountKey({ backend, dexter }: Pick<Settings, 'backend' | 'dexter'>, subject: string | null) {
  switch (backend) {
    case 'practice':
      return 'practice:trader'
    case 'dexter':
      // The same person has other wallets at another service.
      return subject === null ? null : `dexter:${subject}@${new URL(dexter.url).host}`
    case 'openai':
      return null
    default:
      return backend satisfies never
  }
}
