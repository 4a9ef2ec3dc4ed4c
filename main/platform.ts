/**
 * The system that the app runs on. It is read here alone (biome.json) and handed to whatever differs by system as an
 * argument, so that each system's way can be tested on any.
 */
export const PLATFORM: NodeJS.Platform = process.platform
