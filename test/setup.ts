// Loaded first in every test file: Nest's satellites are CommonJS and must find Nest already loaded.
import 'reflect-metadata';
import '@nestjs/common';
import '@nestjs/core';
