/**
 * The words of trading, by language: data, so that another language is a few lines. English also has what recognition writes
 * for them ("by", "cell").
 */
type Side = 'buy' | 'sell' | 'swap' | 'send' | 'use'

const list = (text: string): string[] => text.trim().split(/\s+/)

const SIDES: Record<Side, string[]> = {
  buy: list(`buy buys buying bought by bye bi purchase grab ape long acquire
    compra comprar cómprame comprame kauf kaufe kaufen achète achete acheter compre comprare acquista`),
  sell: list(`sell sells selling sold cell sail dump exit unload offload liquidate short close rid off cash
    vende vender véndeme verkauf verkaufe verkaufen vends vendre venda vendi vendere`),
  swap: list(`swap swaps swapping swop swab swamp convert exchange trade flip rotate
    cambia cambiar convierte tausche tauschen wechsle échange echange échanger troca trocar scambia`),
  send: list(`send sends sending sent cent scent transfer withdraw wire
    envía envia enviar manda sende senden schicke überweise envoie envoyer transfère invia`),
  use: list(`use switch select choose pick set usa usar nimm benutze utilise usa`),
}

/** Words that say a side where no other word does: "I want to sell" sells, and "get rid of" does not get. */
const WEAK: Partial<Record<Side, string[]>> = {
  buy: list(`get want need take give`),
  swap: list(`change turn put move`),
  send: list(`pay give move`),
}

/** Which side each word says. */
export const SIDE_WORDS: ReadonlyMap<string, Side> = new Map(
  (Object.entries(SIDES) as [Side, string[]][]).flatMap(([side, words]) => words.map((word) => [word, side] as const)),
)
export const WEAK_SIDE_WORDS: ReadonlyMap<string, readonly Side[]> = new Map(
  (Object.entries(WEAK) as [Side, string[]][])
    .flatMap(([side, words]) => words.map((word) => [word, side] as const))
    .reduce((all, [word, side]) => all.set(word, [...(all.get(word) ?? []), side]), new Map<string, Side[]>()),
)
export type { Side }

/** Parts that other languages say in a word. */
export const PART_WORDS: Readonly<Record<string, number>> = {
  hälfte: 0.5,
  halben: 0.5,
  halbes: 0.5,
  mitad: 0.5,
  medio: 0.5,
  media: 0.5,
  moitié: 0.5,
  demi: 0.5,
  metade: 0.5,
  meio: 0.5,
  metà: 0.5,
  mezzo: 0.5,
  viertel: 0.25,
  cuarto: 0.25,
  quart: 0.25,
  quarto: 0.25,
}

/** All of a holding. */
export const ALL_WORDS: ReadonlySet<string> = new Set(
  list(`all everything entire whole rest full max maximum remaining every todo toda todos todas alles ganze
    tout toute toutes tudo tutto tutta`),
)

export const DOLLAR_WORDS: ReadonlySet<string> = new Set(list(`dollar dollars buck bucks usd dólar dólares`))

/** Between an amount and what it is an amount of. */
export const LINKS: ReadonlySet<string> = new Set(
  list(`of a an in the my worth de von di du des do da meu mein meine meinen meiner mis mes mi`),
)

/** Numbers that recognition writes as other words; they count only where the amount stands. */
export const SOUNDS_LIKE_NUMBER: Readonly<Record<string, number>> = {
  to: 2,
  too: 2,
  for: 4,
  fore: 4,
  won: 1,
  ate: 8,
  tin: 10,
  tan: 10,
  tree: 3,
  fife: 5,
  sex: 6,
  a: 1,
  an: 1,
}

/** Words that name no token, whatever they sound like. */
export const CARRIERS: ReadonlySet<string> = new Set(
  list(`the a an of my me i we you it its is in into to too for from with at on and or then please now right just all
    everything half quarter third percent per cent worth about around some more token tokens coin coins wallet wallets
    account dollars dollar bucks usd everything entire whole rest hey dexter ok okay yes no could can would like want
    market price amount exactly using use go ahead do that this one two three four five six seven eight nine ten eleven
    twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty
    ninety hundred thousand million billion point zero wrapped official staked instead only maybe actually altogether
    total again quickly asap possible`),
)

/** Words that turn an order into its opposite, wherever they stand. */
export const NEGATORS: ReadonlySet<string> = new Set(
  list(`not never dont doesnt didnt wont wouldnt shouldnt cant cannot stop cancel refuse forget avoid nobody nothing
    nicht nie niemals kein keine keinen nunca jamás ne pas jamais não nao non`),
)
/** Alone, these take back what was ordered before; with a new name or amount they correct it. */
export const REFUSALS: ReadonlySet<string> = new Set(list(`no nope nah nein abort deny undo scratch leave`))
/** What was only asked about, or ordered for a time that has not come. */
export const CONDITIONS: ReadonlySet<string> = new Set(
  list(`if when whenever once unless until till after before later tomorrow tonight next wenn falls sobald morgen später
    si cuando mañana luego quand demain quando se amanhã domani`),
)
/** "If you can" is politeness. */
export const POLITE: ReadonlySet<string> = new Set(list(`can could please want would like`))
export const TRIALS: ReadonlySet<string> = new Set(
  list(`preview previewing quote quotes simulate simulation estimate pretend imagine suppose hypothetically alert remind
    notify warn`),
)
export const OPENERS: ReadonlySet<string> = new Set(
  list(`what how why when where which who should is are was were did does has have am would will do qué cuánto cuánta
    cuanto wie warum wieso soll sollte combien pourquoi dois quanto devo`),
)
/** What may stand before the first word of a question. */
export const PREAMBLE: ReadonlySet<string> = new Set(
  list(`hey dexter so and but well ok okay um uh hmm please then now tell me yes`),
)
export const GO_AHEAD: ReadonlySet<string> = new Set(
  list(`yes yeah yep yup sure ok okay do go ahead again confirm confirmed approve approved execute please right correct
    exactly retry try same sí ja genau mach oui vas sim vai certo now`),
)
/** What comes after one of these replaces what came before. */
export const CORRECTIONS: ReadonlySet<string> = new Set(
  list(`no nope wait actually rather instead sorry correction scratch mean meant make`),
)
/** Words with which an amount is not the number that was said. */
export const LEEWAY: ReadonlySet<string> = new Set(
  list(`except excluding minus negative keep keeping leave leaving less fewer least most than between twice double triple
    times dozen hundredth euro euros pounds yen francs außer salvo sauf exceto
    tranne menos`),
)
/** Beside a name these make it another token's. */
export const DERIVATIVES: ReadonlySet<string> = new Set(
  list(`baby mini micro little inu classic junior jr pro plus killer fork clone dao ai wrapped staked fake`),
)
