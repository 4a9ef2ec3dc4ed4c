/** What every view of an answer gets: the checked answer, and when it came (epoch milliseconds). */
export interface Answer<T> {
  data: T
  receivedAt: number
}
