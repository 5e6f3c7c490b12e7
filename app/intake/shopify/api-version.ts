import { ApiVersion } from '@shopify/shopify-api';

/** The Admin API's version that the app speaks; the vendored schema and shopify.app.toml are of the same. */
export const API_VERSION = ApiVersion.October26;
