/* The reference scenario by hand in C, with the engine's addressed chance. Frozen (see __init__.py).
 * gcc -O2 -shared -fPIC by_hand.c */

#include <stdint.h>

enum { PHASES = 12, TURNS = 20 };
enum { CUT, SILENT, OPEN };
enum { WAR = 1, SETTLEMENT, STANDOFF };
enum { KEEP, OPENS, CLOSES, CUTS };

static const int leap[PHASES] = {57, 61, 64, 67, 71, 74, 77, 81, 84, 87, 91, 94};
static const int rise[PHASES] = {45, 48, 51, 54, 58, 61, 64, 67, 71, 74, 77, 81};
static const int fall[PHASES] = {8, 12, 15, 18, 21, 24, 27, 31, 34, 37, 40, 43};
static const int talk[PHASES] = {28, 31, 35, 38, 41, 45, 48, 52, 55, 58, 62, 66};
static const int trusted[PHASES] = {55, 56, 58, 57, 59, 60, 61, 60, 62, 63, 64, 65};
static const int calm[PHASES] = {22, 25, 28, 32, 35, 39, 42, 46, 49, 52, 56, 59};

typedef struct {
    int tension, trust, line;
} order_t;

typedef struct {
    uint64_t count;
    order_t orders[7];
} options_t;

static options_t options[PHASES][2][2]; /* by phase, line open, tension from 40 */

/* Addresses of the draws, for blue and red: player/TEAM/... */
static const uint64_t call_at[2] = {0xA959DACE58AB8B8Eu, 0x2050FC188175068Fu};     /* CONTACT/channel/hotline/0 */
static const uint64_t door_at[2] = {0x37C367F635CB256Eu, 0x67940B6ED91A58C4u};     /* CONTACT/channel/hotline/door/0 */
static const uint64_t answer_at[2] = {0x09017B013FDC671Cu, 0x514E3E2DDCCC87D9u}; /* RESPONSE/channel/hotline/call/0 */
static const uint64_t order_at[2] = {0xA0B05FE30C8157EDu, 0xD197AFBB1159DC76u};   /* ORDERS/orders/0 */

static const uint64_t step = 0x9E3779B97F4A7C15u;

static inline uint64_t mix(uint64_t word) {
    word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9u;
    word = (word ^ (word >> 27)) * 0x94D049BB133111EBu;
    return word ^ (word >> 31);
}

static inline uint64_t draw(uint64_t base, uint64_t address, uint64_t sides) {
    return ((mix((base ^ address) + step) >> 32) * sides) >> 32;
}

static inline int held(int value) { return value < 0 ? 0 : value > 100 ? 100 : value; }

void prepare(void) {
    for (int phase = 0; phase < PHASES; phase++)
        for (int open = 0; open < 2; open++)
            for (int hot = 0; hot < 2; hot++) {
                options_t *found = &options[phase][open][hot];
                found->count = 0;
                found->orders[found->count++] = (order_t){0, 0, KEEP};
                found->orders[found->count++] = (order_t){3, -2, KEEP};
                if (phase >= 6) found->orders[found->count++] = (order_t){6, -5, CUTS};
                if (open) found->orders[found->count++] = (order_t){-6, 4, KEEP};
                found->orders[found->count++] = (order_t){2, -1, KEEP};
                if (phase >= 3) found->orders[found->count++] = (order_t){-9, 5, OPENS};
                if (hot) found->orders[found->count++] = (order_t){8, -6, CLOSES};
            }
}

/* What the line becomes by its doors (how many teams ask), and then by orders. */
static const int by_doors[3][3] = {{CUT, CUT, CUT}, {SILENT, SILENT, OPEN}, {OPEN, SILENT, SILENT}};
static const int by_orders[3][4] = {{CUT, OPEN, CUT, CUT}, {SILENT, OPEN, SILENT, CUT}, {OPEN, OPEN, SILENT, CUT}};

/* All draws of a turn are made, needed or not: that costs less than branches that no processor can foretell. */
static inline int play(uint64_t seed, int *turns) {
    int phase = 0, tension = 44, trust = 50, line = OPEN;
    for (int turn = 1; turn <= TURNS; turn++) {
        uint64_t base = mix(seed + step * (uint64_t)(turn + 1));
        int open = line == OPEN;
        int blue_calls = (int)draw(base, call_at[0], 2), red_calls = (int)draw(base, call_at[1], 2);
        int blue_answers = draw(base, answer_at[0], 3) == 1, red_answers = draw(base, answer_at[1], 3) == 1;
        int used = open & ((blue_calls & red_calls) | (red_calls & blue_answers) | (blue_calls & red_answers));
        const options_t *offer = &options[phase][open][tension >= 40];
        const order_t *blue = &offer->orders[draw(base, order_at[0], offer->count)];
        const order_t *red = &offer->orders[draw(base, order_at[1], offer->count)];
        line = by_doors[line][draw(base, door_at[0], 2) + draw(base, door_at[1], 2)];
        line = by_orders[line][blue->line > red->line ? blue->line : red->line];
        tension = held(tension + blue->tension + red->tension);
        trust = held(trust + blue->trust + red->trust);
        open = line == OPEN;
        int leaps = (tension >= leap[phase]) & !open, falls = (tension <= fall[phase]) & open;
        int calms = (used & (tension <= talk[phase])) | ((trust >= trusted[phase]) & (tension <= calm[phase]));
        int by = calms ? -1 : 0;
        by = falls ? -2 : by;
        by = tension >= rise[phase] ? 1 : by;
        phase += leaps ? 2 : by;
        *turns = turn;
        if ((tension >= 100) | (phase >= PHASES)) return WAR;
        if (((tension <= 10) & (trust >= 80)) | (phase < 0)) return SETTLEMENT;
    }
    return STANDOFF;
}

/* Seeds from `first` on; an ending and a turn for each. */
void play_all(uint64_t first, uint64_t count, uint8_t *endings, uint8_t *turns) {
    for (uint64_t place = 0; place < count; place++) {
        int turn;
        endings[place] = (uint8_t)play(first + place, &turn);
        turns[place] = (uint8_t)turn;
    }
}
