import type { z } from 'zod'
import { numberFormat, t } from './i18n'

/**
 * What is said of an entry whose schema has no words of its own for what is wrong: never the schema's. To be given to zod as
 * `error` of a parse, where it comes after the schemas' own (zod.dev/error-customization, "Error precedence").
 */
export function refusal(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'too_big':
      return bound(issue.origin, Number(issue.maximum), 'most')
    case 'too_small':
      return bound(issue.origin, Number(issue.minimum), 'least')
    case 'invalid_value':
      return t('refused.oneOf')
    default:
      return t('refused.invalid')
  }
}

/** Of numbers, and of how many characters or entries there may be. */
function bound(origin: string, limit: number, side: 'least' | 'most'): string {
  if (origin === 'number' || origin === 'int')
    return side === 'most'
      ? t('refused.atMost', { most: number(limit) })
      : t('refused.atLeast', { least: number(limit) })
  if (side === 'least') return t('refused.empty')
  return origin === 'string' ? t('refused.tooLong', { n: limit }) : t('refused.tooMany', { n: limit })
}

/** As `z.number()`, in a range; any other number or none is told which to choose. */
export const range = (least: number, most: number) => ({ least: number(least), most: number(most) })

const number = (value: number) => numberFormat({ maximumFractionDigits: 10 }).format(value)
