/**
 * Names of secrets in other languages, spelt as `spellName` does: lower case, no accents, words parted by `_`. To add a
 * language, add a line.
 */
const BY_LANGUAGE = {
  german: [
    'passwor(?:t|ter)|kennwor(?:t|ter)|zugangs_?(?:daten|codes?|schlussel|token)|geheim_?(?:nis|schlussel|codes?|wort|zahl|phrase)',
    '(?:geheimer|privater?|api|wiederherstellungs|sicherheits|verschlusselungs|signatur|privat)_?schlussel|(?:sms|push|mobile)_?tan',
    '(?:wiederherstellungs|bestatigungs|einmal|verifizierungs|backup)_?(?:codes?|phrase|worter|satz|passwort)|seed_?worter',
  ],
  french: [
    'mots?_?de_?passe|mdp|phrase_?(?:de_?recuperation|de_?passe|secrete|mnemonique|de_?sauvegarde)|code_?(?:secret|pin|confidentiel)',
    'cles?_?(?:secretes?|privees?|d_?api|api|d_?acces|de_?recuperation|de_?chiffrement)|code_?de_?(?:verification|recuperation|secours)',
    'jeton_?(?:d_?acces|secret|prive)',
  ],
  spanish: [
    'contrasenas?|contrasenia|(?:clave|llave)s?_?(?:secretas?|privadas?|api|de_?api|de_?acceso|maestra)|semilla|secreto|credenciales',
    'frase_?(?:semilla|secreta|mnemonica|de_?recuperacion|de_?contrasena)|codigo_?(?:secreto|pin|de_?(?:verificacion|recuperacion))',
    'palabras_?(?:semilla|de_?recuperacion)',
  ],
  italian: [
    'parola_?d_?ordine|chiave_?(?:segreta|privata|api|di_?accesso|di_?recupero)|segreto|credenziali',
    'frase_?(?:di_?recupero|segreta|seme|mnemonica)|codice_?(?:segreto|pin|di_?(?:verifica|recupero|accesso))',
  ],
  portuguese: [
    'senhas?|palavra_?passe|chave_?(?:secreta|privada|api|de_?api|da_?api|de_?acesso)|segredo|credenciais',
    'frase_?(?:semente|secreta|de_?recuperacao)|codigo_?de_?(?:verificacao|recuperacao|acesso)|palavras_?(?:semente|de_?recuperacao)',
  ],
  dutch: [
    'wachtwoord(?:en)?|wachtzin|(?:geheime?|prive|api|herstel|toegangs)_?sleutel|(?:herstel|toegangs|verificatie|inlog|geheime?)_?codes?',
    'herstel_?(?:zin|woorden)|inlog_?gegevens',
  ],
}

/** Alternatives of a regular expression. */
export const FOREIGN_NAMES = Object.values(BY_LANGUAGE).flat()

/** Part of every one of them, with its accents. */
export const FOREIGN_STEM =
  'wort|w[oö]rter|woord|schl[uü]ssel|geheim|zugang|wiederh|best[aä]tig|einmal|_?tan|mdp|cl[eé]s?|contras|clave|llave|semilla|frase|palabra|chiave|parola|senha|chave|segre|palavra|codi[gc]|c[oó]digo|jeton|sleutel|wachtz|herstel|gegevens'
