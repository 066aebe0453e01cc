namespace System.Runtime.CompilerServices;

/// <summary>Lets records compile for netstandard2.0, the only framework a compiler loads generators for.</summary>
internal static class IsExternalInit;
