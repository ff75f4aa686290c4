import Kernel
import Testing

@Suite struct HistogramTests {
    @Test("a value counts at the first bound that is not below it")
    func bounds() {
        var histogram = Histogram(bounds: [1, 2, 4])
        for value in [0, 1, 1.5, 2, 4, 4.5, 100] { histogram.add(value) }
        #expect(histogram.counts == [2, 2, 1, 2])
        #expect(histogram.count == 7)
        #expect(histogram.sum == 113)
    }
}
