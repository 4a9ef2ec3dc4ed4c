/** The vocabulary of a trade, with the words that recognition writes for it. */
const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))
const each = <Verb extends string>(verb: Verb, list: string) => list.split(' ').map((word) => [word, verb] as const)

export const POLITE = words(
  'please can could would you i want like to lets let us is go ahead and now okay ok hey dexter just need me will wanna gonna the a help so',
)
export const VERBS: ReadonlyMap<string, 'buy' | 'sell' | 'swap'> = new Map([
  ...each('buy', 'buy by bye bi buying purchase ape grab acquire bite but bought'),
  ...each('sell', 'sell cell sells selling dump sail sal unload cells sel shell sill'),
  ...each('swap', 'swap swaps swab swamp swop exchange convert trade change turn slap sweep swapped'),
])
/** These mean a trade only when an amount or a holding follows: by themselves they are everyday words. */
export const WEAK_VERBS = words('by bye bi bite but cell cells sail sal shell sill swamp slap sweep change turn trade')
/** "Get me two sol of bonk", "put fifty dollars into wif": a purchase when all of an order follows. */
export const GETTING = words('get want give put throw take need')
export const SENDING = words('send transfer sending sent')
export const ALL = words('all everything entire whole every')
export const SOL_SOUNDS = words(
  'sol soul sole saul soll souls sols solana salt son sold soles saw all soal salana zolana solano sal sul solve so',
)
/** Words that go with an amount and are not part of it. */
export const FILLER = words('of worth in for with me some the a my now please coin token tokens')
/** Words between an amount and a name. */
export const DROPPED = words(
  'of off my me the some please worth dollars percent tokens token coins now position holdings bag bags',
)
/** Words of an order that name nothing, and need no explanation. */
export const EXPLAINED: ReadonlySet<string> = new Set([
  ...FILLER,
  ...DROPPED,
  ...POLITE,
  ...ALL,
  ...words(
    'into onto on out up from using at market price today right away an our your that this it them thanks thank',
  ),
])
