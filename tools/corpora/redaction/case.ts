/** A kind of secret, and ways in which it may stand in what is logged. */
export interface SecretCase {
  kind: string
  /** What may not be readable in any form; of a longer one, not its halves either. */
  secrets: string[]
  /** Texts and JSON values, as `redact` takes them. */
  stands: unknown[]
}

/** What looks like a secret and has to stay as it is. */
export interface InnocentCase {
  kind: string
  stands: unknown[]
}

export interface Cases {
  secrets: SecretCase[]
  innocents: InnocentCase[]
}

/** The usual places of a secret that its look tells: in a sentence, deep in JSON, in JSON in a text, in JSON that was cut. */
export const anywhere = (secret: string): unknown[] => [
  `The tool used ${secret} for this.`,
  { result: { items: [{ note: secret }] } },
  { output: JSON.stringify({ logs: [`it was (${secret})`] }) },
  { output: `{"note":"${secret}","next":[1,` },
]
