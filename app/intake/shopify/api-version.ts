import type { ApiVersion } from '@shopify/shopify-api';

/** The Admin API's version that the app speaks; the vendored schema and shopify.app.toml are of the same. */
export const API_VERSION = '2026-10' as ApiVersion;
