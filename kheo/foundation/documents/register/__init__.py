"""The register of official documents: what was issued, and how far it was carried out.

Home verb: know. Law: Nghị định 30/2020/NĐ-CP (numbers, signs, kinds), Luật 10/2022/QH15 (what is
public). It has the shape of an app inside the foundation; its tables are in `documents.models`.
"""
