import { z } from 'zod'
import { parseJson } from '../../../shared/json-text'

/** A field that a model wrote oddly is as good as absent: there is nothing to hold the output against. */
const text = z.string().max(200).optional().catch(undefined)
const number = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,30}(\.\d{1,30})?$/)
      .transform(Number),
  ])
  .optional()
  .catch(undefined)
const texts = z.array(z.string()).max(200).optional().catch(undefined)

const CallArgumentsSchema = z.object({
  sort: text,
  status: text,
  minMarketCapUsd: number,
  minViewers: number,
  symbols: texts,
  mintIds: texts,
  wallet_address: text,
  min_ui: number,
  mint: text,
  input_mint: text,
  output_mint: text,
  amount_ui: number,
  desired_output_ui: number,
  mode: text,
  amount_sol: number,
  percentage: number,
  amount_raw: text,
  slippage_bps: number,
  recipient_value: text,
})
export type CallArguments = z.infer<typeof CallArgumentsSchema>

/** Longer arguments are not read. */
const MAX_CHARS = 100_000

/** What a call asked for, of the arguments that its output can be held against; none where they are not JSON. */
export function readArguments(args: string): CallArguments {
  if (args.length > MAX_CHARS) return CallArgumentsSchema.parse({})
  const parsed = CallArgumentsSchema.safeParse(parseJson(args))
  return parsed.success ? parsed.data : CallArgumentsSchema.parse({})
}
