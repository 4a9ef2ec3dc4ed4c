export default {
  label: 'Zweifel',
  kind: {
    order: 'Reihenfolge',
    totals: 'Summen',
    stale: 'Alte Zahlen',
    figure: 'Zahl nicht in den Daten',
    claim: 'Aussage nicht in den Daten',
    shape: 'Unerwartete Antwort',
  },
}
