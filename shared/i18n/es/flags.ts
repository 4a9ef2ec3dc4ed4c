export default {
  label: 'Dudas',
  kind: {
    order: 'Orden',
    totals: 'Totales',
    stale: 'Cifras antiguas',
    figure: 'Cifra que no está en los datos',
    claim: 'Afirmación que no está en los datos',
    shape: 'Respuesta inesperada',
  },
}
