namespace Infra.Platforms.Kubernetes;

/// <summary>The sum of counters that come, go and start anew with their pods; it only grows.</summary>
internal sealed class GrowingSum
{
    private readonly Dictionary<string, double> _last = [];
    private double _sum;

    /// <param name="values">All that there is now, by what tells one counter from another.</param>
    internal long Add(IEnumerable<KeyValuePair<string, double>> values)
    {
        foreach (var (series, value) in values)
        {
            var last = _last.GetValueOrDefault(series);
            // A counter that fell was started anew, and has counted so much since.
            _sum += value >= last ? value - last : value;
            _last[series] = value;
        }

        return (long)_sum;
    }
}
