/** What does not hold of an answer. */
export default {
  label: 'Doubts',
  kind: {
    order: 'Order',
    totals: 'Totals',
    stale: 'Old figures',
    figure: 'Figure not in the data',
    claim: 'Claim not in the data',
    shape: 'Unexpected answer',
  },
} as const
