package orcareward.data;

/** A set of hashes in one array, 27 to 54 bytes each, so that a million rows need no more than 64 MB. */
final class Hash128Set {
    private static final int FIRST_CAPACITY = 1 << 10;
    /** Pairs of high and low; both 0 marks a free slot, which no hash of a text can be mistaken for. */
    private long[] slots = new long[2 * FIRST_CAPACITY];
    private int size;

    /** Adds a hash; false when it was there already. */
    boolean add(Hash128 hash) {
        int slot = slot(slots, hash.high(), hash.low());
        if (isTaken(slots, slot)) {
            return false;
        }
        put(slots, slot, hash.high(), hash.low());
        size++;
        if (size > slots.length / 2 * 3 / 5) {
            grow();
        }
        return true;
    }

    boolean contains(long high, long low) {
        return isTaken(slots, slot(slots, high, low));
    }

    private void grow() {
        long[] larger = new long[Math.multiplyExact(slots.length, 2)];
        for (int slot = 0; slot < slots.length; slot += 2) {
            if (isTaken(slots, slot)) {
                put(larger, slot(larger, slots[slot], slots[slot + 1]), slots[slot], slots[slot + 1]);
            }
        }
        slots = larger;
    }

    /** Where the hash is, or the free slot where it would go. */
    private static int slot(long[] slots, long high, long low) {
        int mask = slots.length - 1;
        int slot = (int) low << 1 & mask;
        while (isTaken(slots, slot) && (slots[slot] != high || slots[slot + 1] != low)) {
            slot = slot + 2 & mask;
        }
        return slot;
    }

    private static void put(long[] slots, int slot, long high, long low) {
        slots[slot] = high;
        slots[slot + 1] = low;
    }

    private static boolean isTaken(long[] slots, int slot) {
        return slots[slot] != 0 || slots[slot + 1] != 0;
    }
}
