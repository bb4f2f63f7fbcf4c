namespace Audio2Mqtt.Torch.EndToEnd.Cli;

/// <summary>The kinds of models that there are.</summary>
public enum ModelKind
{
    /// <summary>On the installed network's embeddings.</summary>
    Yamnet,

    /// <summary>With the network inside.</summary>
    FineTuned,

    /// <summary>On normalised spectra.</summary>
    Spectrum,

    /// <summary>On spectra as they are, a window that is no power of two and bins narrower than a line.</summary>
    PlainSpectrum,
}
