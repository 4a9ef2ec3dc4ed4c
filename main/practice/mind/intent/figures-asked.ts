/** Which figure is asked for, in the spellings that recognition gives it. */
export const MARKET_CAP =
  /\bmarket ?(caps?|camp|gap|cat|cab|cup|kept|map|value|capitali[sz]ations?)\b|\bmark ?(at|it|a) (cap|gap|camp)\b|\bmarca?[dt]? ?(cap|gap)\b|\bcapitali[sz]ations?\b|\b(by|on) caps?\b/
export const VIEWERS =
  /\b(viewers?|viewed|views?|watch(ed|ing|ers)?|audiences?|fewers|viewer ship|viewership|eyeballs)\b/
