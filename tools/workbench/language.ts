import { setCatalogue } from '../../shared/i18n'
import de from '../../shared/i18n/de'
import en from '../../shared/i18n/en'
import es from '../../shared/i18n/es'

/* Comes before the scenes: what engine and main would say in them is said in the language that is asked for. */
const catalogues = { 'en-US': en, 'es-ES': es, 'de-DE': de }
const language = new URLSearchParams(location.search).get('lang') ?? 'en'
for (const [region, catalogue] of Object.entries(catalogues))
  if (region.startsWith(language)) setCatalogue(catalogue, region)
