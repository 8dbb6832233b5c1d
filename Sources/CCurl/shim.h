// curl_easy_setopt takes any type after its option, which Swift cannot call: one plain function for each type used.
#include <curl/curl.h>

static inline CURLcode qt_curl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode qt_curl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode qt_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode qt_curl_set_write(CURL *handle, curl_write_callback callback) {
    return curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, callback);
}

static inline CURLcode qt_curl_set_opening(CURL *handle, curl_opensocket_callback callback) {
    return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, callback);
}

static inline CURLcode qt_curl_status(CURL *handle, long *status) {
    return curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, status);
}

static inline int qt_open_socket(struct curl_sockaddr *address) {
    return socket(address->family, address->socktype, address->protocol);
}

static inline int qt_refused_socket(void) { return CURL_SOCKET_BAD; }

static inline CURLcode qt_curl_set_header(CURL *handle, curl_write_callback callback) {
    return curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, callback);
}

static inline CURLcode qt_curl_set_read(CURL *handle, curl_read_callback callback) {
    return curl_easy_setopt(handle, CURLOPT_READFUNCTION, callback);
}

// What the operating system said when a connection failed (errno), 0 where it said nothing.
static inline CURLcode qt_curl_os_error(CURL *handle, long *error) {
    return curl_easy_getinfo(handle, CURLINFO_OS_ERRNO, error);
}
