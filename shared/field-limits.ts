/** Characters that a field of the panel takes, which is what its border accepts. */
export const LONGEST_QUESTION = 4000
export const LONGEST_SECRET = 2000
export const LONGEST_ADDRESS = 2000
export const LONGEST_SERVER_ID = 40
export const LONGEST_SERVER_LABEL = 60
export const LONGEST_HEADER_NAME = 60
