#!/usr/bin/env node
/** Runs the command's bundle, built first when it is stale. */
import { pathToFileURL } from 'node:url';
import { buildCommand } from '../../../scripts/build.mjs';

await import(pathToFileURL(await buildCommand()).href);
