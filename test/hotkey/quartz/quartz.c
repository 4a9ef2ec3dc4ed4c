/*
 * The functions of macOS that main/hotkey/mac/quartz.ts calls, with the signatures of Apple's headers (CGEvent.h,
 * CGEventSource.h, CFRunLoop.h, CFMachPort.h, CFString.h, CFData.h, CFBase.h, CarbonEventsCore.h), over events that come as lines from a pipe:
 * "e TYPE VALUE FLAGS" is an event, "k CODE 0|1" and "s 0|1" set what is asked for, "x" takes the tap away. What the tap was
 * asked for goes to a file. No lines of ours run on a Mac; these prove that the calls fit the signatures.
 */
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct { uint32_t type; int64_t value; uint64_t flags; } Event;
typedef void *(*TapCallback)(void *proxy, uint32_t type, void *event, void *info);

static TapCallback callback;
static int port, source, loop, mode;
static int enabled = 0;
static FILE *commands, *report;
static bool added = false;
static volatile bool keys[128];
static volatile bool secure = false;

static void say(const char *format, long long value) {
  if (report == NULL) report = fopen(getenv("QUARTZ_REPORT"), "a");
  fprintf(report, format, value);
  fflush(report);
}

void *CGEventTapCreate(uint32_t tap, uint32_t place, uint32_t options, uint64_t mask, TapCallback given, void *info) {
  if (getenv("QUARTZ_REFUSES") != NULL || info != NULL) return NULL;
  say("tap %lld\n", tap);
  say("place %lld\n", place);
  say("options %lld\n", options);
  say("mask %lld\n", (long long)mask);
  callback = given;
  return &port;
}
void CGEventTapEnable(void *tap, bool enable) {
  if (tap == &port && enable) say("enabled %lld\n", ++enabled);
}
int64_t CGEventGetIntegerValueField(void *event, uint32_t field) {
  uint32_t type = ((Event *)event)->type;
  uint32_t right = type == 22 ? 123 : (type >= 10 && type <= 12) ? 9 : 3;
  return field == right ? ((Event *)event)->value : -1;
}
uint64_t CGEventGetFlags(void *event) { return ((Event *)event)->flags; }
bool CGEventSourceKeyState(int32_t state, uint16_t key) {
  bool down = state == 0 && key < 128 && keys[key];
  if (down) say("is down %lld\n", key);
  return down;
}
unsigned char IsSecureEventInputEnabled(void) { return secure; }

/* The value of an event of the system's own is its subtype, and data1 above that; -1 stands for a format that is shorter than the known one. */
static unsigned char serialised[132];
static int held = 0;
void *CGEventCreateData(void *allocator, void *event) {
  if (allocator != NULL) return NULL;
  held++;
  for (int at = 0; at < 4; at++) {
    serialised[120 + at] = at < 3 ? 0 : ((Event *)event)->value & 0xff;
    serialised[128 + at] = ((Event *)event)->value >> 8 >> (24 - 8 * at) & 0xff;
  }
  return event;
}
long CFDataGetLength(void *data) { return ((Event *)data)->value < 0 ? 64 : sizeof serialised; }
const unsigned char *CFDataGetBytePtr(void *data) { return data == NULL ? NULL : serialised; }
void CFRelease(void *object) {
  if (object != NULL) say("held %lld\n", --held);
}

void *CFMachPortCreateRunLoopSource(void *allocator, void *given, long order) {
  return allocator == NULL && given == &port && order == 0 ? &source : NULL;
}
void *CFRunLoopGetCurrent(void) { return &loop; }
void *CFStringCreateWithCString(void *allocator, const char *text, uint32_t encoding) {
  return allocator == NULL && encoding == 0x08000100 && strcmp(text, "kCFRunLoopDefaultMode") == 0 ? &mode : NULL;
}
void CFRunLoopAddSource(void *given, void *what, void *in) { added = given == &loop && what == &source && in == &mode; }

int32_t CFRunLoopRunInMode(void *in, double seconds, unsigned char once) {
  if (in != &mode || !added || once) return 1;
  if (commands == NULL) {
    commands = fopen(getenv("QUARTZ_COMMANDS"), "r+");
    setvbuf(commands, NULL, _IONBF, 0);
  }
  struct pollfd ready = {.fd = fileno(commands), .events = POLLIN};
  while (poll(&ready, 1, (int)(seconds * 1000)) > 0) {
    char line[100];
    int key, on;
    Event event;
    if (fgets(line, sizeof line, commands) == NULL) return 1;
    if (line[0] == 'x') return 1;
    if (sscanf(line, "k %d %d", &key, &on) == 2) keys[key] = on != 0;
    if (sscanf(line, "s %d", &on) == 1) secure = on != 0;
    if (sscanf(line, "e %u %ld %lu", &event.type, &event.value, &event.flags) == 3) {
      void *answer = callback(&loop, event.type, &event, NULL);
      say("answered %lld\n", answer == &event);
    }
  }
  return 3;
}
