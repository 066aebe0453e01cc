using Infra.Cli.Views;
using Spectre.Console;

namespace Infra.Cli.Demo;

/// <summary>Tells the demo's story, with the seconds since it began.</summary>
internal sealed class Teller(Voice voice, TimeProvider time)
{
    private readonly long _began = time.GetTimestamp();

    internal Voice Voice => voice;

    internal TimeSpan Elapsed => time.GetElapsedTime(_began);

    internal void Say(string sentence) => voice.Tell($"{Elapsed.TotalSeconds,5:0.0} s  {sentence}", new Style(decoration: Decoration.Bold));
}
