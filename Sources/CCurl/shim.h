#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

// curl_easy_setopt takes whatever comes, which Swift cannot call: one function for each sort of value.

static inline CURLcode hoidap_set_text(CURL *curl, CURLoption option, const char *value) {
    return curl_easy_setopt(curl, option, value);
}

static inline CURLcode hoidap_set_number(CURL *curl, CURLoption option, long value) {
    return curl_easy_setopt(curl, option, value);
}

static inline CURLcode hoidap_set_list(CURL *curl, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(curl, option, value);
}

static inline CURLcode hoidap_set_reader(
    CURL *curl, size_t (*read)(char *, size_t, size_t, void *), void *from) {
    CURLcode result = curl_easy_setopt(curl, CURLOPT_READFUNCTION, read);
    return result != CURLE_OK ? result : curl_easy_setopt(curl, CURLOPT_READDATA, from);
}

static inline long hoidap_reply_code(CURL *curl) {
    long code = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &code);
    return code;
}
