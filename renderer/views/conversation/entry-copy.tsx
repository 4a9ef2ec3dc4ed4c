import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { t } from '../../../shared/i18n'
import type { Entry } from '../../../shared/snapshot'
import { toolWords } from '../../../shared/tool-words'
import { dealSentence, plainText } from '../../../shared/trade-sentence'
import { Button } from '../components/button'
import { decisionWords } from './decision-words'

/** Puts what an entry says into the clipboard. */
export function CopyEntry({ entry }: { entry: Entry }) {
  const [copied, setCopied] = useState(false)
  const text = textOf(entry)
  if (text === '') return null
  return (
    <Button
      look="quiet"
      className="entry-copy"
      aria-label={copied ? t('conversation.menu.copied') : t('conversation.menu.copy')}
      onBlur={() => setCopied(false)}
      onPress={() =>
        void navigator.clipboard.writeText(text).then(
          () => setCopied(true),
          () => setCopied(false),
        )
      }
    >
      {copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
    </Button>
  )
}

/** An entry as text, for other programs. */
function textOf(entry: Entry): string {
  switch (entry.kind) {
    case 'user':
      return entry.text ?? ''
    case 'assistant':
    case 'notice':
      return entry.text
    case 'tool':
      return [toolWords(entry), entry.arguments, entry.output ?? entry.error ?? ''].filter(Boolean).join('\n')
    case 'approval': {
      const deal = entry.card === null ? '' : plainText(dealSentence(entry.card))
      const decision = entry.decision === 'pending' ? t('approval.waiting') : decisionWords(entry.decision)
      return [toolWords(entry), deal, decision, entry.reason ?? ''].filter(Boolean).join('\n')
    }
    default:
      return entry satisfies never
  }
}
