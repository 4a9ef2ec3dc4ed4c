import { useState } from 'react'
import { t } from '../../../shared/i18n'

/** Longer than anybody says aloud: a page of print has 2,000 characters. */
const LONG = 6_000
/** What stays of it while it is folded. */
const SHOWN = 1_500

/**
 * How much of a text is drawn: a long one is folded until it is asked for, since a megabyte of words would hold up the window.
 * `button` unfolds it; nothing for a text that fits.
 */
export function useFold(text: string) {
  const [all, setAll] = useState(false)
  const long = text.length > LONG
  return {
    end: long && !all ? SHOWN : text.length,
    button: long ? (
      <button className="button quiet fold" type="button" aria-expanded={all} onClick={() => setAll(!all)}>
        {all ? t('conversation.long.less') : t('conversation.long.all')}
      </button>
    ) : null,
  }
}
