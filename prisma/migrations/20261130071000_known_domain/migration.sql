-- Which domain was found in order is kept by name: another address of it is no new domain, and starts no warm-up.
UPDATE shop SET settings = settings || jsonb_build_object('senderDomain',
  '{"selector": "", "warmUpSince": null}'::jsonb || coalesce(settings -> 'senderDomain', '{}')
    || jsonb_build_object('domain', lower(substring(settings -> 'sender' ->> 'email' FROM '[^@]*$'))))
WHERE settings -> 'sender' ->> 'domainVerified' = 'true';
