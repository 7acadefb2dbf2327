// The system's OpenSSL, and inline functions for what Swift cannot import.
#pragma once
#include <openssl/evp.h>
#include <openssl/err.h>
