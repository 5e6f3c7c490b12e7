-- Nothing ever read it: whom another version of the model forecast is told by the version of the shop's pools.
ALTER TABLE forecast DROP COLUMN model_version;
